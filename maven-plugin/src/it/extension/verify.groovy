def log = new File(basedir, 'build.log').text
assert new File(basedir, 'generated-dags/hello.py').text.contains('# of the company')
assert log =~ /pi.yaml:2:1 ACM001 SparkApplication\/pi: /
