//! Decision cases as data: a request, its policies and its context in one JSON object.
