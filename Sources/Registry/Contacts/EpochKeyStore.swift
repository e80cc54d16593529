import Records
import Sealing

/// Where the private halves of the epoch keys are: outside the database. The program hands it in.
package struct EpochKeyStore: Sendable {
    /// The key of that name, or nil where there is none (any more).
    package var read: @Sendable (_ name: String) throws -> EpochKey?
    /// Keeps a new one; it is on the disk when this returns.
    package var keep: @Sendable (EpochKey) throws -> Void
    /// Destroys one for good; nothing happens where there is none.
    package var destroy: @Sendable (_ name: String) throws -> Void
    /// The names of those that are there.
    package var names: @Sendable () throws -> [String]

    package init(
        read: @escaping @Sendable (_ name: String) throws -> EpochKey?,
        keep: @escaping @Sendable (EpochKey) throws -> Void,
        destroy: @escaping @Sendable (_ name: String) throws -> Void, names: @escaping @Sendable () throws -> [String]
    ) {
        self.read = read
        self.keep = keep
        self.destroy = destroy
        self.names = names
    }

    /// None at all: contact data are refused.
    package static let none = EpochKeyStore(
        read: { _ in throw missing }, keep: { _ in throw missing }, destroy: { _ in throw missing },
        names: { throw missing })

    private static let missing = Refusal(
        .busy, "no_epoch_keys", "This server has no place for the keys of contacts, so none is kept or read.",
        hint: "Leave the contact out, or have the operator name one: registryd serve --contact-keys FOLDER.")
}
