declare module 'virtual:basemap' {
  type Line = [lon: number, lat: number][];
  const basemap: { borders: Line[]; governorates: Line[]; rivers: Line[]; lakes: Line[] };
  export default basemap;
}
