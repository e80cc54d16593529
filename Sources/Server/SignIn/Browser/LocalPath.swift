/// A path of this server, to go to after signing in.
enum LocalPath {
    static let longest = 512

    /// Whether browsers can't take it for an address elsewhere: it begins with one slash, and holds neither what they read as a slash
    /// (a backslash, WHATWG URL) nor what they leave out (a tab, a line's end), also where a proxy decodes it first.
    static func isOne(_ text: String) -> Bool {
        guard text.hasPrefix("/"), text.utf8.count <= longest, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return false }
        let path = text.prefix { $0 != "?" && $0 != "#" }.lowercased()
        return !["\\", "//", "%2f", "%5c", "%0", "%1"].contains { path.contains($0) }
    }
}
