import Yams

extension YamlError {
    /// Line in the file, from 1; 1 when the parser does not say.
    var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }

    /// What the parser found, without the excerpt of the file.
    var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping(let keys, _):
            "the key \(keys.map(\.description).joined(separator: ", ")) is there twice"
        case .reader(let problem, _, _, _): problem
        default: "it could not be parsed"
        }
    }

    /// What to look for: the parser often stops a line after the slip.
    var hint: String {
        switch reason {
        case "found character that cannot start any token":
            "Indent with spaces, not with tabs, and put a text that begins with @, % or ` in quotation marks."
        case let reason where reason.hasPrefix("did not find expected ','"):
            "Close the bracket, and put a text with a colon, a comma or an apostrophe in \"quotation marks\"."
        case let reason where reason.hasSuffix("is there twice"): "Keep one."
        case "found undefined alias":
            "An alias (*name) repeats what was marked before with &name. Mark it, or write the value out."
        case let reason where reason.contains("found another document"):
            "The file goes on after a line with three dashes (---). Write one pack in each file."
        default:
            "Look at this line and the one before: a space follows each colon, and the keys of one block begin in the "
                + "same column."
        }
    }
}
