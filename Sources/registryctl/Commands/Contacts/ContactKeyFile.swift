import Records
import Sealing

/// The file with the private half of a contact key, which no server has.
struct ContactKeyFile {
    let path: String

    /// - Parameter named: the file that the command line names; else `contact.key` beside the contexts.
    init(_ named: String?, _ environment: Environment) {
        let folder = environment.configFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        path = named ?? (folder.isEmpty ? "" : folder.joined(separator: "/") + "/") + "contact.key"
    }

    /// - Throws: `Failure` when there is none, or it holds something else.
    func read() throws -> ContactKey {
        guard let bytes = try PrivateFile.read(path) else {
            throw Failure(
                .refused, "no_contact_key_file", "there is no contact key \(path), so no contact can be opened here.",
                why: ["Officers get the file from whoever made it, not from the server."],
                attempt: "name the file with --key FILE")
        }
        guard let key = try? ContactKey(secretText: String(decoding: bytes, as: UTF8.self)) else {
            throw Failure(
                .refused, "not_a_contact_key", "\(path) holds no contact key.",
                why: ["It is one line that begins with contact-key:"], attempt: "name the file with --key FILE")
        }
        return key
    }

    /// - Throws: `Failure` when there is a file of that name already, or it can't be written.
    func create(_ key: ContactKey) throws {
        guard try PrivateFile.read(path) == nil else {
            throw Failure(
                .refused, "contact_key_is_there", "\(path) is there already, and a key in it may open what was sealed.",
                attempt: "name another file with --key FILE")
        }
        try PrivateFile.write(Array("\(key.secretText)\n".utf8), to: path)
    }
}
