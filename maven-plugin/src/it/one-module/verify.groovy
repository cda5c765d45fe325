def first = new File(basedir, 'first.log').text
assert first.contains('generated-dags: 2 written, 0 removed, 0 unchanged')
assert first.contains('generated-dags: 2 files')
assert first =~ /\[WARNING\] \S*src\/main\/k8s\/late.yaml:4:1 SPK001 spec: has no timeToLiveSeconds/
assert first.contains('2 files, 2 objects: 1 warning')
assert new File(basedir, 'generated-dags/hello.py').text.contains('image="busybox:1.36.1"')
assert new File(basedir, 'generated-dags/tidydag_run.py').isFile()

// what was said is said again, without any work
def second = new File(basedir, 'second.log').text
assert second.count('up to date') == 3
assert second =~ /late.yaml:4:1 SPK001/
assert !second.contains('written')

// the name of a profile that is not there is found, though no file has changed
assert new File(basedir, 'third.log').text.contains('no such profile')

// nothing of what failed is kept
def fourth = new File(basedir, 'fourth.log').text
assert fourth.contains('0 written, 0 removed, 2 unchanged') || fourth.count('up to date') >= 2
