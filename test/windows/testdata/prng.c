/*
 * bcryptprimitives.dll for a wine that has none of its own with ProcessPrng, which every Go program asks for random bytes
 * (https://learn.microsoft.com/windows/win32/seccng/processprng). SystemFunction036, the exported name of RtlGenRandom in
 * advapi32.dll, gives them, of at most ULONG_MAX bytes each time.
 */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
	const ULONG most = 1UL << 30;

	while (length > 0) {
		ULONG piece = length < most ? (ULONG)length : most;

		if (!SystemFunction036(data, piece))
			return FALSE;
		data += piece;
		length -= piece;
	}
	return TRUE;
}
