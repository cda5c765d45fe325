assert new File(basedir, 'inventory.log').text.contains('3 ServiceAccounts in 2 namespaces')
assert new File(basedir, 'target/inventory.csv').text.contains('ops,janitor,RoleBinding,cleaning,configmaps,list&delete,one')
assert new File(basedir, 'wrong.log').text.contains('tidydag.can delete: write a verb and a resource')
