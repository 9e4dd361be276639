package desk

import "golang.org/x/sys/windows"

// documents is the user's folder for documents, which may be on another drive or in a cloud.
func documents() string {
	if folder, err := windows.KnownFolderPath(windows.FOLDERID_Documents, windows.KF_FLAG_DEFAULT); err == nil {
		return folder
	}
	return documentsBelow()
}
