/// An extension of PostgreSQL that the registry cannot do without.
package struct RequiredExtension: Sendable, Equatable {
    package let name: String
    /// The Debian package that brings it; `%v` stands for the server's major version.
    let debianPackage: String

    package init(name: String, debianPackage: String) {
        self.name = name
        self.debianPackage = debianPackage
    }

    /// Places (PostGIS) and exclusion constraints over ranges and plain columns together (btree_gist).
    package static let all = [
        RequiredExtension(name: "postgis", debianPackage: "postgresql-%v-postgis-3"),
        RequiredExtension(name: "btree_gist", debianPackage: "postgresql-%v"),
    ]

    func package(for majorVersion: Int) -> String { debianPackage.replacing("%v", with: String(majorVersion)) }
}
