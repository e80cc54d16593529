import Policy
import PolicyPacks
import Records
import Registry

extension PackShelf {
    /// The packs that ship with the program, and the reader for every other text.
    /// - Throws: `PackRefusal`, or `PackFolder.Missing` when the folder of packs is not found.
    package static func installed() throws -> PackShelf {
        let folder = try PackFolder.installed()
        let adoptable = Dictionary(
            try PackLibrary.builtIn().map { ("\($0.id) \($0.version)", $0) }, uniquingKeysWith: { first, _ in first })
        return reading(
            try folder.files.map { file in
                let text = PackText(
                    text: file.text, file: file.path, examples: try folder.examples(beside: file)?.text)
                let pack = adoptable["\(file.id) \(file.version)"]
                return Shipped(
                    id: file.id, version: file.version, text: text, isAdoptable: pack != nil,
                    outline: pack.map(Outline.init))
            },
            template: try folder.template().map {
                PackText(text: $0.text, file: "template.yaml", examples: $0.examples)
            })
    }

    /// A shelf with these packs instead of those that ship with the program.
    package static func reading(
        _ shipped: [Shipped] = [], template: PackText? = nil, kept: Int = 64
    ) -> PackShelf {
        PackShelf(shipped, template: template, kept: kept) { try PackReading.read($0, $1) }
    }
}
