def log = new File(basedir, 'build.log').text
['tidydag-lint', 'tidydag-lint-aggregate'].each {
  def page = new File(basedir, "target/reports/${it}.html").text
  assert page.contains('SPK001')
  assert page =~ /late.yaml:4:1/
  assert page.contains('1 file, 1 object: 1 warning')
}
true
