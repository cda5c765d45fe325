def log = new File(basedir, 'build.log').text
assert new File(basedir, 'generated-dags/hello.py').isFile()
assert new File(basedir, 'target/jib-image.tar').isFile()
assert new File(basedir, 'target/classes/META-INF/jkube/kubernetes.yml').text.contains('kind: ConfigMap')
assert log.contains('1 file, 1 object: nothing found')
