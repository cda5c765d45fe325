def log = new File(basedir, 'build.log').text
def jar = new java.util.zip.ZipFile(new File(basedir, 'target/resources-1.jar'))
assert jar.getEntry('dags/hello.py') != null
assert jar.getEntry('dags/tidydag_run.py') != null
assert jar.entries().every { !it.name.contains('manifest.json') }
