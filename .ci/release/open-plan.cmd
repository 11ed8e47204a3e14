@echo off
rem Double-click: shows the plan of this folder in the browser, and makes a first one where there is none.
setlocal
pushd "%~dp0"
set "SITE=."
if exist site.yaml goto serve
set "SITE=my-plan"
if exist "%SITE%\site.yaml" goto serve
planpress.exe init "%SITE%"
if errorlevel 1 goto failed
:serve
planpress.exe serve --open --root "%SITE%"
if not errorlevel 1 goto end
:failed
pause
:end
popd
