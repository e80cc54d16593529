import Provision
import Registry
import Sealing

extension EpochKeyStore {
    /// Keys as files of a folder.
    init(folder: KeyFolder) {
        self.init(
            read: { name in try folder.read(name).map { try EpochKey(secretText: $0) } },
            keep: { key in try folder.keep(key.secretText, as: key.name) },
            destroy: { name in try folder.destroy(name) },
            names: { try folder.names() })
    }
}
