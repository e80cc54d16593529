import FoundationEssentials

extension PackFolder {
    /// The folder of packs that came with the program, read once.
    static let installedResult = Result { try find() }

    /// - Throws: `Missing` when it is not found.
    package static func installed() throws -> PackFolder {
        try installedResult.get()
    }

    /// Looks beside the executable (as SwiftPM builds it), then in `../share/registry/packs` (as it is installed),
    /// then upwards for the sources.
    private static func find() throws -> PackFolder {
        let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var folders = executable.split(separator: "/").dropLast()
        let home = "/" + folders.joined(separator: "/")
        var candidates = [home + "/tolerance-registry_PolicyPacks.resources/Packs", home + "/../share/registry/packs"]
        while !folders.isEmpty {
            candidates.append("/" + folders.joined(separator: "/") + "/Sources/PolicyPacks/Packs")
            folders.removeLast()
        }
        guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw Missing(
                description: "The folder of packs was not found beside the program or in ../share/registry/packs. "
                    + "Install the packs there, or name their folder.")
        }
        return try PackFolder(path: path)
    }
}
