# What capture.zsh starts reads this: it offers what completes $LINE on descriptor 3, and ends.
PROMPT=
autoload -U compinit
compinit -u -D
source $SCRIPT
compadd() {
	if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi
	local -a offered
	builtin compadd -A offered "$@"
	(( $#offered )) && print -r -u3 -- "<$offered>"
}
zle-line-init() {
	BUFFER=$LINE
	CURSOR=$#BUFFER
	zle complete-word
	BUFFER=exit
	zle accept-line
}
zle -N zle-line-init
