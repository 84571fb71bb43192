#!/usr/bin/env bash
# Installs pmlint into an environment of its own and sets the output "python".
set -euo pipefail

fits() {
  "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2> /dev/null
}

for python in python3 python; do
  if fits "$python"; then
    break
  fi
  python=
done
if [ -z "$python" ]; then
  echo "::error title=pmlint::Python 3.10 or later is needed: use actions/setup-python before"
  exit 2
fi

environment="$RUNNER_TEMP/pmlint"
"$python" -I -m venv "$environment"
installed="$environment/bin/python"
if [ ! -e "$installed" ]; then
  installed="$environment/Scripts/python.exe"
fi

# Without a version, what the action's own revision holds.
wanted="$GITHUB_ACTION_PATH"
if [ -n "$PMLINT_VERSION" ]; then
  wanted="pmlint==$PMLINT_VERSION"
fi
"$installed" -I -m pip install --quiet --disable-pip-version-check "$wanted"
echo "python=$installed" >> "$GITHUB_OUTPUT"
