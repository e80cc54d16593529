import Crypto
import Policy
import Yams

/// Reads packs: the built-in ones and those that someone wrote.
package enum PackLibrary {
    /// Longest pack text that is read, in bytes.
    static let maximumBytes = 1 << 20

    /// The pack in `yaml`.
    ///
    /// A pack that it extends is looked up among the built-in ones.
    /// - Throws: `PackRefusal` with all problems, each with file and line.
    package static func load(yaml: String, file: String) throws -> Pack {
        try load(yaml: yaml, file: file) { id, version in
            try PackFolder.installed().pack(id: id, version: version)
        }
    }

    /// - Parameter base: finds the pack that this one extends; nil is told as a problem.
    package static func load(
        yaml: String, file: String, base: (_ id: String, _ version: String) throws -> Pack?
    ) throws -> Pack {
        let problems = ProblemList(file: file)
        guard yaml.utf8.count <= maximumBytes else {
            let message = "The file has \(yaml.utf8.count) bytes; a pack may have \(maximumBytes). Split it."
            throw PackRefusal(problems: [PackProblem(file: file, line: 1, message: message)])
        }
        let sha256 = SHA256.hash(data: Array(yaml.utf8)).map(hex).joined()
        let node = try compose(yaml, problems)
        let pack = try node.flatMap { PackReader($0, problems) }?.read(sha256: sha256, base: base)
        try problems.refuseIfAny()
        if let pack { return pack }
        throw PackRefusal(problems: [PackProblem(file: file, line: 1, message: "The file has no pack.")])
    }

    /// The packs that ship with the program and have ladders, ordered by id and version.
    /// - Throws: `PackRefusal`, or `PackFolder.Missing` when the folder of packs is not found.
    package static func builtIn() throws -> [Pack] {
        try PackFolder.installed().packs().filter { !$0.ladders.isEmpty }
    }

    /// The text of a built-in pack, or nil when there is none of this id and version.
    package static func builtInSource(id: String, version: String) -> String? {
        guard case .success(let folder) = PackFolder.installedResult else { return nil }
        return folder.files.first { $0.id == id && $0.version == version }?.text
    }

    /// The YAML tree; a text that is not YAML is told as a problem with its line.
    static func compose(_ yaml: String, _ problems: ProblemList) throws -> Node? {
        // Some editors put a byte-order mark before the first letter.
        let yaml = yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml
        guard yaml.utf8.count <= maximumBytes else {
            problems.add(1, "The file has \(yaml.utf8.count) bytes; it may have \(maximumBytes). Split it.")
            return nil
        }
        if let line = AliasKeys.line(in: yaml) {
            problems.add(
                line,
                "A key may hold an alias (such as *name) here. Write each key as a plain word, without alias, ? or [ ]."
            )
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                problems.add(1, "The file is empty. Write its first line, such as pack: nl/leeuwarden/j, or examples:.")
                return nil
            }
            if let problem = ValueCount.problem(of: node) {
                problems.add(problem.line, problem.message)
                return nil
            }
            return node
        } catch let error as YamlError {
            let slip = YamlSlip(in: yaml, before: error.line)
            problems.add(
                slip?.line ?? error.line,
                "The file is not readable as YAML: \(error.reason). \(slip?.hint ?? error.hint)")
            return nil
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
