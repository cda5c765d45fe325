def log = new File(basedir, 'build.log').text
assert new File(basedir, 'generated-dags/hello.py').isFile()
assert log.contains('1 file, 1 object: nothing found')
