# Prints what zsh offers for a line: zsh capture.zsh SCRIPT LINE. Completion works only in an
# interactive shell, so one is started on a terminal of its own, and made to print what it would add.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; autoload -U compinit; compinit -u -D; source ${(q)1}"
zpty -w shell 'compadd() {
	if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi
	local -a offered
	builtin compadd -A offered "$@"
	(( $#offered )) && print -r -- "<$offered>"
}'
zpty -w shell 'bindkey "^I" complete-word; print REA""DY'
zpty -r shell said '*READY*'
zpty -w -n shell "$2"$'\t\C-u'"print DO\"\"NE"$'\n'
zpty -r shell said '*DONE*'
print -r -- "$said"
