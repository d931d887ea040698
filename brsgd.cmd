@echo off
rem Runs the command line of dl4j-brsgd; builds it first where it is not built or older than its sources.
setlocal EnableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

rem Benchmarks are no part of the command line, so that nobody who uses it needs them.
set "module=dl4j-brsgd-cli"
set "main=io.github.brsgd.cli.Brsgd"
set arguments=%*
set "more="
set "commit="
if not "%~1"=="bench" goto chosen
set "module=dl4j-brsgd-benchmarks"
set "main=io.github.brsgd.benchmarks.suite.Bench"
set "arguments=!arguments:*bench=!"
set "more=, '%root%\dl4j-brsgd-benchmarks\pom.xml', '%root%\dl4j-brsgd-benchmarks\src\main'"
for /f "delims=" %%c in ('git -C "%root%" describe --always --dirty 2^>nul') do set "commit=%%c"
:chosen
set "target=%root%\%module%\target"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

powershell -NoProfile -Command "$s = Get-Item '%target%\launcher.stamp' -ErrorAction SilentlyContinue; if (-not $s -or -not (Test-Path '%target%\classpath.txt')) { exit 1 }; $n = Get-ChildItem '%root%\pom.xml', '%root%\dl4j-brsgd-core\pom.xml', '%root%\dl4j-brsgd-sweep\pom.xml', '%root%\dl4j-brsgd-cli\pom.xml', '%root%\dl4j-brsgd-core\src\main', '%root%\dl4j-brsgd-sweep\src\main', '%root%\dl4j-brsgd-cli\src\main'%more% -Recurse | Where-Object { $_.LastWriteTime -gt $s.LastWriteTime } | Select-Object -First 1; if ($n) { exit 1 }"
if errorlevel 1 (
  echo brsgd: building with Maven ^(the first time it downloads about 200 MB, later it takes seconds^) ... 1>&2
  pushd "%root%"
  call mvn -B -q -DskipTests -Djacoco.skip=true -pl %module% -am package 1>&2
  if errorlevel 1 (
    popd
    echo brsgd: the build failed 1>&2
    exit /b 1
  )
  popd
  echo built> "%target%\launcher.stamp"
)

for %%j in ("%target%\%module%-*.jar") do set "jar=%%j"

rem The class path is longer than a command line may be: it goes through the environment.
set "CLASSPATH=%jar%"
for /f "usebackq delims=" %%c in ("%target%\classpath.txt") do set "CLASSPATH=%jar%;%%c"
if defined BRSGD_CLASSPATH set "CLASSPATH=%CLASSPATH%;%BRSGD_CLASSPATH%"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
"%java%" -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -XX:+UseParallelGC -Djava.awt.headless=true "-Dbrsgd.home=%root%" -Dbrsgd.terminal=true "-Dbrsgd.commit=%commit%" %main% !arguments!
exit /b %errorlevel%
