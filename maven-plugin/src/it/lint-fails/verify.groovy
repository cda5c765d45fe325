def error = new File(basedir, 'error.log').text
assert error =~ /\[ERROR\] \S*src\/main\/k8s\/pi.yaml:13:30 SPK034 /
assert error.contains("1 finding of severity error, see above. Run 'mvn tidydag:fix' to fix what can be mended")
assert new File(basedir, 'warning.log').text.contains('2 findings of severity warning or worse, and 1 are allowed')
assert new File(basedir, 'allowed.log').text.contains('BUILD SUCCESS')
assert new groovy.json.JsonSlurper().parse(new File(basedir, 'target/allowed/lint.sarif')).runs[0].results.size() == 2
assert new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/allowed/lint-junit.xml')) != null
assert new File(basedir, 'target/allowed/lint-checkstyle.xml').text.contains('SPK034')
assert new File(basedir, 'told.log').text.contains('SPK034')
assert new File(basedir, 'excluded.log').text.contains('1 file, 1 object: 1 warning')
