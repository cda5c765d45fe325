def log = { new File(basedir, it + '.log').text }
assert log('unmapped').contains("the connection prod is in Airflow's database")
assert log('unmapped').contains('a cluster could not be asked')
assert new File(basedir, 'target/preflight.xml').text.contains('<skipped')
assert log('closed').contains('cluster closed at http://127.0.0.1:9')
assert log('closed').contains('does not answer')
assert log('dags').contains('2 written')
assert new File(basedir, 'dags/preflight_nightly.py').text.contains('kubernetes_conn_id="prod"')
assert new File(basedir, 'dags/tidydag_preflight.py').file
assert log('skipped').contains('skipped')
assert log('wrong').contains('tidydag.preflightFormat pdf: is none; there are checkstyle')
