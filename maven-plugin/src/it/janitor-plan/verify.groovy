def plan = new File(basedir, 'plan.log').text
assert plan.contains('data-jobs/ConfigMap/spark-exec-4db72c8f2a1e0f3c-conf-map')
assert new File(basedir, 'target/plan.html').text.startsWith('<!DOCTYPE html>')
assert new groovy.json.JsonSlurper().parse(new File(basedir, 'target/plan.json')).size() > 0
assert new File(basedir, 'careful.log').text.contains('0 to delete')
