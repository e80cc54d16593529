import Yams

/// Counts the values of a file as if each alias were written out, and stops at the first one too many.
///
/// The parser shares what an alias repeats, so that a tree of billions of values costs it nothing; whoever walks the tree
/// pays for each of them.
struct ValueCount {
    private var values = 0
    private var bytes = 0

    /// Why the tree is not read, with the line at which the count stopped; nil when it is small enough.
    static func problem(of root: Node) -> (line: Int, message: String)? {
        var count = ValueCount()
        return count.add(root, 1)
    }

    private mutating func add(_ node: Node, _ depth: Int) -> (line: Int, message: String)? {
        values += 1
        bytes += node.text?.utf8.count ?? 0
        guard depth <= TextLimits.depth else {
            return (node.line, "The file goes more than \(TextLimits.depth) levels deep here. Write it flatter.")
        }
        guard values <= TextLimits.values, bytes <= TextLimits.bytes else { return (node.line, tooMany) }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                if let problem = add(key, depth + 1) ?? add(value, depth + 1) { return problem }
            }
        case .sequence(let list):
            for item in list {
                if let problem = add(item, depth + 1) { return problem }
            }
        case .scalar, .alias: break
        }
        return nil
    }

    private var tooMany: String {
        let most =
            values > TextLimits.values ? "\(TextLimits.values) values" : "\(TextLimits.bytes) bytes of values"
        return "The file has more than \(most), with what its aliases (such as *name) repeat; the count stopped here. "
            + "Repeat less, or split the file."
    }
}
