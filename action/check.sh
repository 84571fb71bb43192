#!/usr/bin/env bash
# Runs pmlint as the inputs say (PMLINT_*), and sets the outputs "exit-code" and "sarif-file".
set -euo pipefail

# -I: a folder called "linter" in the repository must not be taken for pmlint.
python=("$PMLINT_PYTHON" -I -X utf8)
token=$("${python[@]}" -c 'import secrets; print(secrets.token_hex(16))')

# Prints text in which GitHub obeys no command, whoever wrote the names and messages in it.
quoted() {
  local status=0
  echo "::stop-commands::$token"
  "$@" || status=$?
  echo "::$token::"
  return "$status"
}

# Prints the words of a text as a shell would see them, each ended by a NUL.
words() {
  "${python[@]}" -c 'import shlex, sys
for word in shlex.split(sys.argv[1]):
    sys.stdout.write(word + "\0")' "$1"
}

# Escapes a text for the message of a command.
escaped() {
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

# Escapes text for a page of HTML.
as_html() {
  sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'
}

# Sets an output whatever characters it has.
output() {
  printf '%s<<%s\n%s\n%s\n' "$1" "$token" "$2" "$token" >> "$GITHUB_OUTPUT"
}

scratch=$(mktemp -d "$RUNNER_TEMP/pmlint-check.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

if ! words "$PMLINT_ARGS" > "$scratch/args" 2> /dev/null; then
  echo "::error title=pmlint::a quotation mark is missing in the input args"
  output exit-code 2
  exit 2
fi
command=(check)
while IFS= read -r -d '' word; do
  command+=("$word")
done < "$scratch/args"
command+=(--format "$PMLINT_FORMAT" --output "concise=$scratch/findings")
if [ -n "$PMLINT_SARIF_FILE" ]; then
  mkdir -p "$(dirname -- "$PMLINT_SARIF_FILE")"
  command+=(--output "sarif=$PMLINT_SARIF_FILE")
fi
command+=(--)
while IFS= read -r path || [ -n "$path" ]; do
  path=${path%$'\r'}
  case $path in
    *[![:space:]]*) command+=("$path") ;;
  esac
done <<< "$PMLINT_PATHS"

run() {
  "${python[@]}" -m linter "${command[@]}" 2> "$scratch/notes"
}

code=0
if [ "$PMLINT_FORMAT" = github ]; then
  run || code=$?
else
  quoted run || code=$?
fi
if [ "$code" -gt 1 ]; then
  echo "::error title=pmlint::$(escaped "$(cat "$scratch/notes")")"
else
  quoted cat "$scratch/notes"
fi

if [ "$PMLINT_SUMMARY" = true ] && [ "$code" -le 1 ]; then
  {
    echo '### pmlint'
    echo '<pre>'
    # GitHub refuses a page of more than a megabyte.
    head -c 500000 "$scratch/findings" | as_html
    as_html < "$scratch/notes"
    echo '</pre>'
  } >> "$GITHUB_STEP_SUMMARY"
fi

output exit-code "$code"
if [ -n "$PMLINT_SARIF_FILE" ] && [ "$code" -le 1 ]; then
  output sarif-file "$PMLINT_SARIF_FILE"
fi
exit "$code"
