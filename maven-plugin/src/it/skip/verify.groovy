assert new File(basedir, 'all.log').text.count('skipped') == 3
def some = new File(basedir, 'some.log').text
assert some.count('skipped') == 2
assert some.contains('2 written')
assert new File(basedir, 'fix.log').text.contains('skipped')
assert new File(basedir, 'src/main/spark/pi.yaml').text.contains('memory: 1Gi')
