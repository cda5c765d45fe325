def log = new File(basedir, 'build.log').text
assert log =~ /new.yaml:4:1 SPK001/
assert !log.contains('old.yaml')
