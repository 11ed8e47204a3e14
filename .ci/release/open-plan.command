#!/bin/sh
# Double-click on macOS or Linux: shows the plan of this folder in the browser, and makes a first one where there is none.
cd "$(dirname "$0")" || exit 1
site=.
if [ ! -f site.yaml ]; then
  site=my-plan
  [ -f "$site/site.yaml" ] || ./planpress init "$site" || exit
fi
exec ./planpress serve --open --root "$site"
