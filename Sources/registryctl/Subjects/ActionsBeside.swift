import Records

/// Which other actions about the same inspection are proposed or issued, so that nobody issues two measures for one violation
/// without knowing it.
enum ActionsBeside {
    /// A sentence for each.
    static func told(_ action: JSONValue) -> [String] {
        (action["beside"]?.items ?? []).map { other in
            let kind = other["kind"]?.text?.spoken ?? "action"
            let from = other["startsOn"]?.text.map { " from \($0)" } ?? ""
            let until = other["endsOn"]?.text.map { " until \($0)" } ?? ""
            let status = "\(other["status"]?.text ?? "") on \(other["day"]?.text ?? "")"
            return "Beside it stands \(other["reference"]?.text ?? ""): \(kind)\(from)\(until), \(status) "
                + "(\(other["pack"]?.text ?? ""))."
        }
    }
}
