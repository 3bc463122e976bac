//! The AWS managed policies that service-to-service set-ups attach by ARN. Each grants what AWS
//! documents for it in the services that this product has.

/// A policy that AWS owns.
pub struct AwsManagedPolicy {
    /// With its path: `/` or `/service-role/`.
    pub path: &'static str,
    /// Its name.
    pub name: &'static str,
    /// `ANPA…`
    pub id: &'static str,
    /// What AWS's page says that it is for.
    pub description: &'static str,
    /// The document of its version `v1`.
    pub document: &'static str,
}

/// A policy by its ARN, `arn:aws:iam::aws:policy/…`.
pub fn by_arn(arn: &str) -> Option<&'static AwsManagedPolicy> {
    let path_and_name = arn.strip_prefix("arn:aws:iam::aws:policy")?;
    ALL.iter().find(|policy| {
        path_and_name
            .strip_prefix(policy.path)
            .is_some_and(|name| name == policy.name)
    })
}

/// Every one that exists here.
pub static ALL: &[AwsManagedPolicy] = &[
    AwsManagedPolicy {
        path: "/",
        name: "AdministratorAccess",
        id: "ANPAIWMBCKSKIEE64ZLYK",
        description: "Provides full access to AWS services and resources.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/",
        name: "AmazonAPIGatewayInvokeFullAccess",
        id: "ANPAIIWAX2NOOQJ4AIEQ6",
        description: "Provides full access to invoke APIs in Amazon API Gateway.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke","execute-api:ManageConnections"],"Resource":"arn:aws:execute-api:*:*:*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/",
        name: "AmazonAPIGatewayAdministrator",
        id: "ANPAJ4PT6VY5NLKTNUYSI",
        description: "Provides full access to create/edit/delete APIs in Amazon API Gateway via the AWS Management Console.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["apigateway:*"],"Resource":"arn:aws:apigateway:*::/*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/",
        name: "IAMFullAccess",
        id: "ANPAI7XKCFMBPM3QQRRVQ",
        description: "Provides full access to IAM via the AWS Management Console.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:*"],"Resource":"*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/service-role/",
        name: "AWSLambdaBasicExecutionRole",
        id: "ANPAJNCQGXC42545SKXIK",
        description: "Provides write permissions to CloudWatch Logs.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/service-role/",
        name: "AWSLambdaVPCAccessExecutionRole",
        id: "ANPAJVTME3YLVNL72YR2K",
        description: "Provides minimum permissions for a Lambda function to execute while accessing a resource within a VPC.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents","ec2:CreateNetworkInterface","ec2:DescribeNetworkInterfaces","ec2:DeleteNetworkInterface","ec2:AssignPrivateIpAddresses","ec2:UnassignPrivateIpAddresses"],"Resource":"*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/service-role/",
        name: "AmazonAPIGatewayPushToCloudWatchLogs",
        id: "ANPAIK4GFO7HLKYN64ASK",
        description: "Allows API Gateway to push logs to user's account.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:DescribeLogGroups","logs:DescribeLogStreams","logs:PutLogEvents","logs:GetLogEvents","logs:FilterLogEvents"],"Resource":"*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/aws-service-role/",
        name: "AWSElasticLoadBalancingServiceRolePolicy",
        id: "ANPAIMHWGGSRHLOQUICJQ",
        description: "Service Linked Role Policy for AWS Elastic Load Balancing Control Plane",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:DescribeAddresses","ec2:DescribeInstances","ec2:DescribeNetworkInterfaces","ec2:DescribeSubnets","ec2:DescribeSecurityGroups","ec2:DescribeVpcs","ec2:DescribeInternetGateways","ec2:DescribeAccountAttributes","ec2:CreateSecurityGroup","ec2:CreateNetworkInterface","ec2:DeleteNetworkInterface","ec2:ModifyNetworkInterfaceAttribute","ec2:AuthorizeSecurityGroupIngress","ec2:AttachNetworkInterface","ec2:DetachNetworkInterface","ec2:AssignPrivateIpAddresses","logs:CreateLogDelivery","logs:GetLogDelivery","logs:UpdateLogDelivery","logs:DeleteLogDelivery","logs:ListLogDeliveries"],"Resource":"*"}]}"#,
    },
    AwsManagedPolicy {
        path: "/aws-service-role/",
        name: "APIGatewayServiceRolePolicy",
        id: "ANPAQ2PORTCULLISAPIGW",
        description: "Allows API Gateway to manage associated AWS Resources on behalf of the customer.",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["elasticloadbalancing:AddListenerCertificates","elasticloadbalancing:RemoveListenerCertificates","elasticloadbalancing:ModifyListener","elasticloadbalancing:DescribeListeners","elasticloadbalancing:DescribeLoadBalancers","logs:CreateLogDelivery","logs:GetLogDelivery","logs:UpdateLogDelivery","logs:DeleteLogDelivery","logs:ListLogDeliveries"],"Resource":["*"]},{"Effect":"Allow","Action":["acm:DescribeCertificate","acm:GetCertificate"],"Resource":"arn:aws:acm:*:*:certificate/*"},{"Effect":"Allow","Action":["ec2:ModifyNetworkInterfaceAttribute","ec2:DeleteNetworkInterface","ec2:AssignPrivateIpAddresses","ec2:CreateNetworkInterface","ec2:DescribeNetworkInterfaces","ec2:DescribeAvailabilityZones","ec2:DescribeVpcs","ec2:UnassignPrivateIpAddresses","ec2:DescribeSubnets","ec2:DescribeRouteTables","ec2:DescribeSecurityGroups"],"Resource":"*"}]}"#,
    },
];
