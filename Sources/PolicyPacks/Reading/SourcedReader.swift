import Policy
import Yams

/// Reads `{value: ..., source: ...}`, where the value may be `unknown`.
struct SourcedReader {
    private let section: Section
    private let sources: SourceReader

    init(_ section: Section, _ sources: SourceReader) {
        self.section = section
        self.sources = sources
    }

    func read<Value>(_ key: String, _ hint: String, _ parse: (Node) -> Value?) -> Sourced<Value>? {
        guard let node = section.required(key, hint),
            let inner = Section(
                node, what: "\"\(key)\" of \(section.what)", keys: ["value", "source"], section.problems)
        else { return nil }
        let value = inner.required("value")
        guard let citation = sources.citation(of: inner, for: "it"), let value else { return nil }
        if value.isUnknown { return Sourced(nil, citation) }
        return parse(value).map { Sourced($0, citation) }
    }
}
