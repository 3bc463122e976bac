#!/bin/bash
# Builds the system of scenario 000 with AWS CLI: a REGIONAL API of account B whose resource policy names a role of
# account A. Prints what a caller needs to know.
set -euo pipefail
export AWS_DEFAULT_REGION=us-east-1 AWS_PAGER="" AWS_SECRET_ACCESS_KEY=test
here=$(dirname "$0")
asA() { AWS_ACCESS_KEY_ID=$ACCT_A "$AWS" "$@"; }
asB() { AWS_ACCESS_KEY_ID=$ACCT_B "$AWS" "$@"; }
document() { sed -e "s/\[AWS_REGION\]/us-east-1/; s/\[AWS_ACCOUNT_A\]/$ACCT_A/; s/\[AWS_ACCOUNT_B\]/$ACCT_B/; s/\[API_ID\]/$api/; s/\[SERVICE_A_TASK_ROLE\]/service-a/" "$here/policies/$1.json"; }

ids=($(asB apigateway create-rest-api --name service-b --endpoint-configuration types=REGIONAL --query '[id,rootResourceId]' --output text))
api=${ids[0]}
res=$(asB apigateway create-resource --rest-api-id "$api" --parent-id "${ids[1]}" --path-part items --query id --output text)
asB apigateway put-method --rest-api-id "$api" --resource-id "$res" --http-method ANY --authorization-type AWS_IAM >/dev/null
asB apigateway put-integration --rest-api-id "$api" --resource-id "$res" --http-method ANY --type HTTP_PROXY --integration-http-method ANY --uri "http://$BACKEND/items" >/dev/null
asA iam create-role --role-name service-a --assume-role-policy-document "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::$ACCT_A:user/deployer\"},\"Action\":\"sts:AssumeRole\"}]}" >/dev/null
asA iam put-role-policy --role-name service-a --policy-name invoke --policy-document "$(document 000_identity)"
asB apigateway update-rest-api --rest-api-id "$api" --patch-operations "$(printf '[{"op":"replace","path":"/policy","value":%s}]' "$(document 000_resource | python3 -c 'import json,sys;print(json.dumps(sys.stdin.read()))')")" >/dev/null
asB apigateway create-deployment --rest-api-id "$api" --stage-name demo >/dev/null
echo "{\"api\":\"$api\"}"
