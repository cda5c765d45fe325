def told = [
  'tidydag.failOn fatal: is none; write error, warning, info or never',
  'tidydag.format pdf: is none; there are checkstyle, csv',
  'tidydag.target 9.9.9: is no target',
  'none: is no folder',
  'none: there is no such file or folder',
  'tidydag.rulesJar',
  'none.json: there is no such file',
  'tidydag.since none: ',
  'SPK01: is no rule; did you mean SPK001?',
  'tidydag.policy bold: is none',
  'tidydag.from and tidydag.context exclude each other',
]
told.eachWithIndex { message, i ->
  def log = new File(basedir, "${i + 1}.log").text
  assert log.contains(message)
  assert !log.contains('NullPointerException')
}
true
