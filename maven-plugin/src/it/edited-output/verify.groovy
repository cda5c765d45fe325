def edited = new File(basedir, 'edited.log').text
assert edited.contains('generated-dags/hello.py: changed since tidydag wrote it; put the change into the spec, then write over it with tidydag.force')
assert new File(basedir, 'forced.log').text.contains('1 written, 0 removed, 1 unchanged')
assert !new File(basedir, 'generated-dags/hello.py').text.contains('# by hand')
