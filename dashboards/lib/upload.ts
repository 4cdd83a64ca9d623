import {type RequestError, refusalOf, unreachable} from "./http.ts";

export interface Uploaded {
  upload: string;
  name: string;
  size: number;
}

/** Sends a file as it is; only XMLHttpRequest tells how far an upload has come. */
export function sendFile(
  file: File,
  {onProgress, signal}: {onProgress: (share: number) => void; signal: AbortSignal},
): Promise<Uploaded> {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open("PUT", `/api/uploads/${encodeURIComponent(file.name)}`);
    request.setRequestHeader("x-estafeta", "1");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({loaded}) => onProgress(file.size ? loaded / file.size : 1);
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Uploaded);
      else reject(errorOf(request));
    };
    request.onerror = () => reject(errorOf(request));
    request.onabort = () => reject(errorOf(request));
    signal.addEventListener("abort", () => request.abort(), {once: true});
    request.send(file);
  });
}

function errorOf({status, responseText}: XMLHttpRequest): RequestError {
  return refusalOf(status, responseText, status === 0 ? unreachable : {en: `${status}`, ru: `${status}`});
}
