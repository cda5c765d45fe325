def log = new File(basedir, 'build.log').text
assert log =~ /\[ERROR\] \S*report.dag.yaml:6:68 delete_succeeded_pods: is no value of on_finish_action/
assert log =~ /\[ERROR\] \S*report.dag.yaml:8:18 reprot: /
assert log.contains('2 errors, so nothing was written')
assert !new File(basedir, 'generated-dags').exists()
