def diff = new File(basedir, 'diff.log').text
assert diff.contains('-  driver: {cores: 1, memory: 1Gi, serviceAccount: spark}')
assert diff.contains('1 can be mended')
assert new File(basedir, 'fix.log').text.contains('1 mended')
assert new File(basedir, 'src/main/k8s/pi.yaml').text.contains('driver: {cores: 1, memory: 1g, ')
assert new File(basedir, 'unsafe.log').text.contains('1 mended')
assert new File(basedir, 'src/main/k8s/late.yaml').text.contains('timeToLiveSeconds: 3600')
assert new File(basedir, 'lint.log').text.contains('2 files, 2 objects: nothing found')
