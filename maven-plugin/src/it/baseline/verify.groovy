def log = new File(basedir, 'build.log').text
assert log.contains('1 file, 1 object: nothing found, 1 in the baseline')
assert !log.contains('SPK001')
