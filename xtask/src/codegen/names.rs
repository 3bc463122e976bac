//! From the model's names to Rust's. Only spelling; which names are needed is decided elsewhere.

/// `restApiId` → `rest_api_id`, `SSHPublicKeys` → `ssh_public_keys`, `type` → `r#type`.
pub(super) fn field(name: &str) -> String {
    let snake = snake(name);
    const KEYWORDS: &[&str] = &[
        "as", "async", "await", "box", "break", "const", "continue", "default", "do", "dyn",
        "else", "enum", "extern", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match",
        "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait", "type", "union",
        "unsafe", "use", "where", "while", "yield", "try", "abstract", "final", "override", "priv",
        "typeof", "unsized", "virtual", "macro", "become",
    ];
    // `default` and `union` are keywords only in places where a field cannot stand.
    if KEYWORDS.contains(&snake.as_str()) && !matches!(snake.as_str(), "default" | "union") {
        format!("r#{snake}")
    } else {
        snake
    }
}

/// `statusType` → `StatusType`.
pub(super) fn type_name(shape: &str) -> String {
    let mut characters = shape.chars();
    characters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(characters)
        .collect()
}

/// `createRoleRequest` → `CREATE_ROLE_REQUEST`.
pub(super) fn static_name(shape: &str) -> String {
    snake(shape).to_ascii_uppercase()
}

/// `HTTP_PROXY` → `HttpProxy`, `vpc-endpoint` → `VpcEndpoint`, `0.5` → `V0_5`.
pub(super) fn variant(value: &str) -> String {
    let shouted = !value
        .chars()
        .any(|character| character.is_ascii_lowercase());
    let mut name = String::new();
    let mut start_of_word = true;
    for character in value.chars() {
        if !character.is_ascii_alphanumeric() {
            start_of_word = true;
            continue;
        }
        if start_of_word
            && character.is_ascii_digit()
            && name.ends_with(|last: char| last.is_ascii_digit())
        {
            name.push('_');
        }
        match (start_of_word, shouted) {
            (true, _) => name.push(character.to_ascii_uppercase()),
            (false, true) => name.push(character.to_ascii_lowercase()),
            (false, false) => name.push(character),
        }
        start_of_word = false;
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, 'V');
    }
    if name == "Self" {
        "Self_".to_owned()
    } else {
        name
    }
}

fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (index, &character) in characters.iter().enumerate() {
        if !character.is_ascii_alphanumeric() {
            snake.push('_');
            continue;
        }
        if character.is_ascii_uppercase() && index > 0 {
            let before = characters[index - 1];
            let followed_by_lower = characters
                .get(index + 1)
                .is_some_and(char::is_ascii_lowercase);
            if before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || (before.is_ascii_uppercase() && followed_by_lower)
            {
                snake.push('_');
            }
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_snake_case_and_never_keywords() {
        for (name, expected) in [
            ("restApiId", "rest_api_id"),
            ("SSHPublicKeys", "ssh_public_keys"),
            ("VpcId", "vpc_id"),
            ("Ipv6CidrBlock", "ipv6_cidr_block"),
            ("type", "r#type"),
            ("AssumeRolePolicyDocument", "assume_role_policy_document"),
        ] {
            assert_eq!(field(name), expected);
        }
    }

    #[test]
    fn variants_are_camel_case_identifiers() {
        for (value, expected) in [
            ("HTTP_PROXY", "HttpProxy"),
            ("vpc-endpoint", "VpcEndpoint"),
            ("0.5", "V0_5"),
            ("DEFAULT_4XX", "Default4xx"),
            ("Active", "Active"),
            ("in-use", "InUse"),
        ] {
            assert_eq!(variant(value), expected);
        }
    }
}
