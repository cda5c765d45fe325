def run(String... command) {
  def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
  process.inputStream.text
  assert process.waitFor() == 0
}
run('git', 'init', '-q', '.')
run('git', 'add', 'src/main/k8s/old.yaml')
run('git', '-c', 'user.name=it', '-c', 'user.email=it@localhost', 'commit', '-q', '-m', 'old')
