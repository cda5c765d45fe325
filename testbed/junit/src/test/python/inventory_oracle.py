"""The inventory of ServiceAccounts from what `kubectl get -o json` prints, written without a look at ours."""

import csv
import json
import sys
from pathlib import Path

# What the API server grants to all accounts by itself.
EVERYWHERE = ("system:basic-user", "system:discovery", "system:public-info-viewer", "system:service-account-issuer-discovery")

objects = {}
for path in Path(sys.argv[1]).glob("*.json"):
    objects[path.stem.split(".")[0]] = json.loads(path.read_text())["items"]

roles = {(r["metadata"].get("namespace"), r["metadata"]["name"]): r.get("rules") or [] for r in objects["roles"]}
roles |= {(None, r["metadata"]["name"]): r.get("rules") or [] for r in objects["clusterroles"]}
pods = {}
for pod in objects["pods"]:
    account = pod["spec"].get("serviceAccountName") or "default"
    pods.setdefault((pod["metadata"]["namespace"], account), []).append(pod["metadata"]["name"])


def concerns(subject, binding, namespace, name):
    if subject["kind"] == "ServiceAccount":
        own = subject.get("namespace") or binding["metadata"].get("namespace")
        return (own, subject["name"]) == (namespace, name)
    if subject["kind"] == "User":
        return subject["name"] == f"system:serviceaccount:{namespace}:{name}"
    if binding["metadata"]["name"] in EVERYWHERE and binding["metadata"]["name"] == binding["roleRef"]["name"]:
        return False
    return subject["name"] in ("system:authenticated", "system:serviceaccounts", f"system:serviceaccounts:{namespace}")


rows = []
for account in objects["serviceaccounts"]:
    namespace, name = account["metadata"]["namespace"], account["metadata"]["name"]
    used = " ".join(sorted(pods.get((namespace, name), [])))
    found = []
    for binding in objects["rolebindings"] + objects["clusterrolebindings"]:
        if not any(concerns(s, binding, namespace, name) for s in binding.get("subjects") or []):
            continue
        ref, own = binding["roleRef"], binding["metadata"].get("namespace")
        kind = "ClusterRoleBinding" if own is None else "RoleBinding" if ref["kind"] == "Role" else "RoleBinding->ClusterRole"
        for rule in roles.get((own if ref["kind"] == "Role" else None, ref["name"])) or [{"verbs": []}]:
            what = rule.get("resources") or rule.get("nonResourceURLs") or []
            found.append([namespace, name, kind, binding["metadata"]["name"], "&".join(what), "&".join(rule["verbs"]), used])
    rows += found or [[namespace, name, "", "", "", "", used]]

out = csv.writer(sys.stdout)
out.writerow("namespace,serviceaccount,bound_kind,bound_name,rbac_resource,rbac_verbs,used_by_pods".split(","))
out.writerows(rows)
