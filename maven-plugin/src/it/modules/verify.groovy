def log = new File(basedir, 'build.log').text
['one', 'two', 'three'].each {
  assert new File(basedir, "$it/generated-dags/${it}.py").text.contains("dag_id=\"$it\"")
}
assert !new File(basedir, 'none/generated-dags').exists()
assert log.contains('there is no src/main/airflow, and nothing to do')
assert log.count('1 file, 1 object: nothing found') == 3
assert !log.contains('not thread-safe') && !log.contains('@threadSafe')
