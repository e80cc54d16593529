/// One file of `sql/views`: what several readers share, replaced at each migrate.
struct ViewFile: Sendable, Equatable {
    let name: String
    let text: String

    /// In the order of their names; none when the folder is not there.
    static func read(_ folder: String) throws -> [ViewFile] {
        guard FileSystem.isFolder(folder) else { return [] }
        return try FileSystem.names(in: folder).filter { $0.hasSuffix(".sql") }.map {
            ViewFile(name: $0, text: try FileSystem.text(folder + "/" + $0))
        }
    }
}
