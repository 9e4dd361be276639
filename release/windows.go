package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/josephspurrier/goversioninfo"
)

// manifest is what Windows reads of the program before it starts it: it needs nobody's permission, has no limit of 260 characters on paths, and
// its texts are UTF-8 (https://learn.microsoft.com/windows/win32/sbscs/application-manifests). The system is every one since Windows 10.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
</assembly>
`

// resources writes what Windows shows of the program, for a processor: its icon, its version and the manifest. The go command links the file by
// its name.
func (r *release) resources(arch string) error {
	picture, err := ico()
	if err != nil {
		return err
	}
	icon, manifestFile := filepath.Join(r.temp, "icon-"+arch+".ico"), filepath.Join(r.temp, arch+".manifest")
	for file, data := range map[string][]byte{icon: picture, manifestFile: []byte(manifest)} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			return err
		}
	}
	version, err := goversioninfo.NewFileVersion(r.version + ".0")
	if err != nil {
		return fmt.Errorf("the version %s is not three numbers: %w", r.version, err)
	}
	info := goversioninfo.VersionInfo{
		FixedFileInfo: goversioninfo.FixedFileInfo{FileVersion: version, ProductVersion: version, FileFlagsMask: "3f", FileOS: "040004", FileType: "01"},
		StringFileInfo: goversioninfo.StringFileInfo{FileDescription: "Handrail", ProductName: "Handrail", InternalName: "handrail",
			OriginalFilename: "handrail.exe", FileVersion: r.version, ProductVersion: r.version, CompanyName: "The Handrail contributors",
			LegalCopyright: "The Handrail contributors, MIT License"},
		VarFileInfo:  goversioninfo.VarFileInfo{Translation: goversioninfo.Translation{LangID: goversioninfo.LngUKEnglish, CharsetID: goversioninfo.CsUnicode}},
		IconPath:     icon,
		ManifestPath: manifestFile,
	}
	info.Build()
	info.Walk()
	if err := info.WriteSyso(filepath.Join(r.root, "cmd", "handrail", "resources_windows_"+arch+".syso"), arch); err != nil {
		return fmt.Errorf("writing the resources for Windows: %w", err)
	}
	return nil
}
