//! An access matrix for people: a table for a terminal, and the same in Markdown.

use std::fmt::Write;

use super::matrix::{Matrix, Row, Stage};

/// The whole matrix for a terminal.
pub(super) fn human(matrix: &Matrix) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", over(matrix));
    for stage in &matrix.stages {
        let Stage {
            api,
            api_name,
            account,
            stage: name,
            ..
        } = stage;
        let _ = writeln!(
            text,
            "\nAPI {api} `{api_name}` of account {account}, stage {name}"
        );
        let mut rows = rows_of(matrix, stage).peekable();
        if rows.peek().is_none() {
            text.push_str("  nobody may call any method\n");
        }
        for row in rows {
            let _ = writeln!(
                text,
                "  {:<24} {:<14} {}",
                row.network,
                row.access.in_words(),
                methods(row, stage)
            );
            for principal in principals(row, matrix) {
                let _ = writeln!(text, "      {principal}");
            }
        }
    }
    text.push_str("\nVPC endpoints\n");
    for endpoint in &matrix.endpoints {
        let _ = writeln!(
            text,
            "  {} in {}: {}",
            endpoint.id,
            endpoint.vpc,
            reached(&endpoint.reached_from)
        );
    }
    text.push_str("\nAssumed\n");
    for assumption in &matrix.assumptions {
        let _ = writeln!(text, "  {assumption}");
    }
    text
}

/// The whole matrix in Markdown.
pub(super) fn markdown(matrix: &Matrix) -> String {
    let mut text = String::from("# Access\n\n");
    let _ = writeln!(text, "{}", over(matrix));
    for stage in &matrix.stages {
        let Stage {
            api,
            api_name,
            account,
            stage: name,
            ..
        } = stage;
        let _ = writeln!(
            text,
            "\n## `{api}` {} of account {account}, stage `{name}`\n",
            escape(api_name)
        );
        let mut rows = rows_of(matrix, stage).peekable();
        if rows.peek().is_none() {
            text.push_str("Nobody may call any method.\n");
            continue;
        }
        text.push_str("| over | access | methods | who |\n|---|---|---|---|\n");
        for row in rows {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} |",
                row.network,
                row.access.in_words(),
                code(&methods_list(row, stage)),
                code(&principals(row, matrix))
            );
        }
    }
    if !matrix.endpoints.is_empty() {
        text.push_str("\n## VPC endpoints\n\n| endpoint | VPC | reached from |\n|---|---|---|\n");
        for endpoint in &matrix.endpoints {
            let _ = writeln!(
                text,
                "| {} | {} | {} |",
                endpoint.id,
                endpoint.vpc,
                reached(&endpoint.reached_from)
            );
        }
    }
    text.push_str("\n## Assumed\n\n");
    for assumption in &matrix.assumptions {
        let _ = writeln!(text, "- {assumption}");
    }
    text
}

/// Texts as code of Markdown, in a cell of a table.
pub(super) fn code(texts: &[String]) -> String {
    let quoted = texts.iter().map(|text| match text.starts_with("every") {
        true => text.clone(),
        false => format!("`{}`", escape(text)),
    });
    quoted.collect::<Vec<_>>().join("<br>")
}

/// What would end a cell or begin markup.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' => escaped.push_str("\\|"),
            '`' => escaped.push('\''),
            '<' => escaped.push_str("&lt;"),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn over(matrix: &Matrix) -> String {
    let methods: usize = matrix.stages.iter().map(|it| it.methods.len()).sum();
    format!(
        "Over {} principals, {} methods of {} stages, and {} VPC endpoints that exist; not over all requests that are possible. What is not listed is refused.",
        matrix.principals.len(),
        methods,
        matrix.stages.len(),
        matrix.endpoints.len()
    )
}

fn rows_of<'a>(matrix: &'a Matrix, stage: &'a Stage) -> impl Iterator<Item = &'a Row> {
    let rows = matrix.rows.iter();
    rows.filter(|row| row.api == stage.api && row.stage == stage.stage)
}

fn methods(row: &Row, stage: &Stage) -> String {
    methods_list(row, stage).join(", ")
}

fn methods_list(row: &Row, stage: &Stage) -> Vec<String> {
    let is_all = stage.methods.iter().all(|it| row.methods.contains(it));
    match is_all && row.methods.len() == stage.methods.len() && row.methods.len() > 1 {
        true => vec![format!("every method ({})", row.methods.len())],
        false => row.methods.clone(),
    }
}

fn principals(row: &Row, matrix: &Matrix) -> Vec<String> {
    match row.principals.len() == matrix.principals.len() && row.principals.len() > 1 {
        true => vec![format!(
            "everybody, unsigned too ({})",
            row.principals.len()
        )],
        false => row.principals.clone(),
    }
}

fn reached(from: &[String]) -> String {
    match from {
        [] => "security groups let nobody in".to_owned(),
        from => from.join(", "),
    }
}
