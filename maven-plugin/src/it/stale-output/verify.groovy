def missing = new File(basedir, 'missing.log').text
assert missing.contains("generated-dags: 2 files are out of date. Run 'mvn tidydag:generate' to fix")
assert missing.contains('+++ b/hello.py')
assert new File(basedir, 'fresh.log').text.contains('generated-dags: 2 files')
def stale = new File(basedir, 'stale.log').text
assert stale.contains("1 file is out of date. Run 'mvn tidydag:generate' to fix")
assert stale =~ /(?m)^\[ERROR\] \+.*2\.10\.5/
