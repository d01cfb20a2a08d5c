# Prints what zsh offers for a line, each time it offers something as <word word …>:
#
#     zsh -f capture.zsh SCRIPT LINE
#
# Completion works only in an interactive shell on a terminal, so one is started on a terminal of its
# own. Nothing is typed there: a key that comes before the line editor has set the terminal up is the
# terminal's to act on, and ^U then wipes the line. zsh/.zshrc puts LINE into the editor itself.
zmodload zsh/zpty
export ZDOTDIR=${0:A:h}/zsh SCRIPT=$1 LINE=$2
exec 3>&1
zpty shell zsh -d -i
# The shell ends by itself; what else it shows on its terminal is nobody's.
while zpty -r shell said; do :; done
