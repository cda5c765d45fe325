"""The companion as a cluster policy, for the DAGs that are about it."""

import tidydag_policy


def task_policy(task):
    if "with-policy" in task.dag.tags:
        tidydag_policy.task_policy(task)
