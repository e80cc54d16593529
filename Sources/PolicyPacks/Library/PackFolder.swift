import FoundationEssentials
import Policy

/// A folder of pack files, `<place>/<topic>.yaml`, with `<topic>.examples.yaml` beside each.
package struct PackFolder: Sendable {
    package let path: String
    /// Ordered by path; without the examples.
    package let files: [PackFile]

    /// The folder of packs was not found or not readable.
    package struct Missing: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: `Missing` when the folder or a file in it can't be read.
    package init(path: String) throws {
        self.path = path
        files = try Self.names(in: path).map { name in
            let text = try Self.text(path + "/" + name)
            let (id, version) = PackReader.name(text)
            return PackFile(path: name, text: text, id: id, version: version)
        }
    }

    /// All packs of the folder, ordered by path.
    /// - Throws: `PackRefusal` with the problems of all files.
    package func packs() throws -> [Pack] {
        var packs: [Pack] = []
        var problems: [PackProblem] = []
        for file in files {
            do {
                packs.append(try load(file, depth: 0))
            } catch let refusal as PackRefusal {
                problems += refusal.problems
            }
        }
        guard problems.isEmpty else { throw PackRefusal(problems: problems) }
        return packs
    }

    /// The pack with this id and version, or nil when the folder has none.
    package func pack(id: String, version: String) throws -> Pack? {
        try pack(id: id, version: version, depth: 0)
    }

    /// The text of the examples beside a pack file, or nil when there are none.
    package func examples(beside file: PackFile) throws -> (path: String, text: String)? {
        let name = file.path.dropLast(".yaml".count) + ".examples.yaml"
        guard FileManager.default.fileExists(atPath: path + "/" + name) else { return nil }
        return (String(name), try Self.text(path + "/" + name))
    }

    /// A pack with every key that there is, to write one's own from, and its examples; nil where the folder has none.
    package func template() throws -> (text: String, examples: String)? {
        let names = ["/template.yaml.txt", "/template.examples.yaml.txt"].map { path + $0 }
        guard names.allSatisfy(FileManager.default.fileExists(atPath:)) else { return nil }
        return (try Self.text(names[0]), try Self.text(names[1]))
    }

    private func pack(id: String, version: String, depth: Int) throws -> Pack? {
        guard let file = files.first(where: { $0.id == id && $0.version == version }) else { return nil }
        guard depth < 8 else {
            let message = "Pack \(id) extends others in a circle, or more than 8 deep. Let it extend fewer."
            throw PackRefusal(problems: [PackProblem(file: file.path, line: 1, message: message)])
        }
        return try load(file, depth: depth)
    }

    private func load(_ file: PackFile, depth: Int) throws -> Pack {
        try PackLibrary.load(yaml: file.text, file: file.path) { id, version in
            // A folder of one's own may extend the packs that came with the program.
            try pack(id: id, version: version, depth: depth + 1)
                ?? PackFolder.installed().pack(id: id, version: version, depth: depth + 1)
        }
    }

    private static func names(in path: String) throws -> [String] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".examples.yaml") }.sorted()
        } catch {
            throw Missing(description: "The folder of packs \(path) was not read: \(error). Check that it exists.")
        }
    }

    private static func text(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Missing(description: "The pack file \(path) was not read. Check that it exists and may be read.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Missing(description: "The pack file \(path) is not UTF-8 text. Save it as UTF-8.")
        }
        return text
    }
}
