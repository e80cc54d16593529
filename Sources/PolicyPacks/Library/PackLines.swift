import Policy
import Yams

/// The line of every place in a pack file: a table beside the pack, so that its values carry no lines.
package struct PackLines: Sendable {
    private var lines: [[String]: Int] = [:]

    /// Empty for a text that is not YAML.
    package init(yaml: String) {
        guard yaml.utf8.count <= PackLibrary.maximumBytes,
            let root = try? PackLibrary.compose(yaml, ProblemList(file: ""))
        else { return }
        add(root, [])
    }

    private mutating func add(_ node: Node, _ place: [String]) {
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard let word = key.text else { continue }
                lines[place + [word]] = key.line
                add(value, place + [word])
            }
        case .sequence(let list):
            for (index, item) in list.enumerated() {
                lines[place + [String(index + 1)]] = item.line
                add(item, place + [String(index + 1)])
            }
        case .scalar, .alias: break
        }
    }

    /// Whether the file itself states this place; else it comes from the pack that it extends.
    package func states(_ place: [String]) -> Bool { lines[place] != nil }

    /// How many words of a place the file states, from its first on.
    package func depth(of place: [String]) -> Int {
        place.indices.last { lines[Array(place[...$0])] != nil }.map { $0 + 1 } ?? 0
    }

    /// The line of a place, or of the nearest place around it; nil when the file states none of them.
    package subscript(place: [String]) -> Int? {
        var place = place
        while !place.isEmpty {
            if let line = lines[place] { return line }
            place.removeLast()
        }
        return nil
    }
}
